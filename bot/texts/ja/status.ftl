status-report =
    Nonet **{ $version }** 起動: { $since }
    サーバー: { $servers }
    シャード: { $shards }
    順番待ち: 待機 { $waiting } 件、描画中 { $rendering } 件
    この 1 時間: 完了 { $finished } 件、失敗 { $failed } 件
    モデル: { $models }
    メモリ: これまで最大 { $megabytes } MB
    障害: 起動後 { $incidents } 件
