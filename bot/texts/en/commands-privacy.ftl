# Names and texts of /privacy.

commands-privacy-name = privacy
commands-privacy-description = What Nonet stores about you
commands-privacy-export-name = export
commands-privacy-export-description = Get everything that Nonet stores about you
commands-privacy-delete-name = delete
commands-privacy-delete-description = Delete everything that Nonet stores about you
commands-privacy-optout-name = optout
commands-privacy-optout-description = Have nothing to do with Nonet any more
commands-privacy-optin-name = optin
commands-privacy-optin-description = Come back after opting out
