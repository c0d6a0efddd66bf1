commands-help-name = ヘルプ
commands-help-description = 使い方を見る
commands-about-name = nonetについて
commands-about-description = 誰が描くのか、知っておくべきことを見る
