# Names and texts of /party.

commands-party-name = festa
commands-party-description = Festas temáticas
commands-party-start-name = começar
commands-party-start-description = Faça uma festa sobre um tema
commands-party-end-name = encerrar
commands-party-end-description = Encerre uma festa agora e veja quem venceu
commands-party-status-name = situação
commands-party-status-description = Veja quais festas estão acontecendo
