# Theme parties.

party-words = Todo prompt precisa de: { $words }
party-awards = 🏅 { $awards }
party-host = Organizada por { $host } · termina { $when }
party-come = Todo mundo está convidado: venha para o tópico!
party-how = { $each ->
    [one] Desenhe neste tópico: o que você pedir aqui participa, { $each } vez por pessoa.
   *[other] Desenhe neste tópico: o que você pedir aqui participa, até { $each } vezes por pessoa.
}
party-words-missing = Fora da festa: falta { $words } no prompt. “{ card-edit }” resolve isso.
party-words-many = Dá para exigir no máximo { $limit } palavras.
party-words-long = Uma palavra exigida tem no máximo { $limit } letras.

party-form-title = Faça uma festa
party-form-theme = Tema
party-form-theme-example = Animais com emprego de escritório
party-form-hours = Ela dura
party-form-words = Palavras que todo prompt deve ter
party-form-words-example = sapo, maleta
party-form-awards = O que quem vence ganha
party-form-awards-example = Quem vencer dá nome ao nosso próximo emoji
party-form-each = Participações por pessoa
party-each = { $each ->
    [one] { $each } participação
   *[other] até { $each } participações
}
party-hours = { $hours ->
    [one] { $hours } hora
   *[other] { $hours } horas
}
party-days = { $days ->
    [one] { $days } dia
   *[other] { $days } dias
}

party-no-theme = Uma festa precisa de um tema.
party-no-choice = Escolha quanto tempo ela dura e quantas participações cada pessoa pode ter.
party-no-channel = Uma festa precisa de um canal de texto para o tópico dela.
party-no-threads = Preciso aqui das permissões “Criar tópicos públicos” e “Enviar mensagens em tópicos”.
party-not-host = Quem faz festas é quem gerencia este servidor ou os eventos dele.
party-enough = { $limit ->
    [one] Já há { $limit } festa neste servidor.
   *[other] Já há { $limit } festas neste servidor.
}
party-none = Não há nenhuma festa no momento.
party-which = Há várias festas. Diga isso no tópico da festa certa.
party-ended = A festa acabou, e o resultado está no tópico dela.
