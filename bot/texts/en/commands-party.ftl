# Names and texts of /party.

commands-party-name = party
commands-party-description = Theme parties
commands-party-start-name = start
commands-party-start-description = Hold a party about a theme
commands-party-end-name = end
commands-party-end-description = End a party now, and see who has won
commands-party-status-name = status
commands-party-status-description = See which parties are going on
