commands-help-name = hilfe
commands-help-description = Sieh, wie es geht
commands-about-name = über
commands-about-description = Sieh, wer malt und was du darüber wissen solltest
