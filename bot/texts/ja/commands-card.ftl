commands-pick-picture-name = 絵を選ぶ
commands-favourite-name = お気に入り
commands-delete-pictures-name = 絵を削除
commands-report-pictures-name = 絵を通報
