commands-status-name = 状態
commands-status-description = 運営者向け: Nonet の調子を見る
