# Quando algo dá errado. $incident é o número com que o operador o encontra no registro.
incidents-broken = Algo quebrou do nosso lado. Tente de novo. Se acontecer outra vez, passe este número ao operador: `{ $incident }`.
incidents-storage = O Nonet não consegue guardar nada agora. Tente de novo daqui a pouco. (`{ $incident }`)
incidents-painter = O serviço que pinta está fora de alcance agora. Tente de novo daqui a pouco. (`{ $incident }`)
incidents-discord = O Discord não aceitou isso. Tente de novo. Se acontecer outra vez, passe este número ao operador: `{ $incident }`.
incidents-forbidden = O Discord não me deixa fazer isso aqui. Quem gerencia este servidor pode verificar minhas permissões.
incidents-gone = Isso de que se tratava não está mais lá.
incidents-cooldown =
    { $seconds ->
        [one] Calma: tente de novo em um segundo.
       *[other] Calma: tente de novo em { $seconds } segundos.
    }
incidents-servers-only = Isso só funciona em servidores.
incidents-not-for-you = Só algumas pessoas podem fazer isso, e você não é uma delas.
incidents-you-may-not = Para isso você precisa de: { $permissions }.
incidents-i-may-not = Para isso eu preciso de: { $permissions }.
incidents-bad-value = Não consigo usar um dos valores do jeito que está.
incidents-outdated = Este comando acabou de mudar. Tente de novo em um minuto ou recarregue o Discord.
incidents-permission-attach-files = Anexar arquivos
incidents-permission-embed-links = Inserir links
incidents-permission-manage-guild = Gerenciar servidor
incidents-permission-manage-messages = Gerenciar mensagens
incidents-permission-read-message-history = Ver histórico de mensagens
incidents-permission-send-messages = Enviar mensagens
incidents-permission-send-messages-in-threads = Enviar mensagens em tópicos
incidents-permission-view-channel = Ver canal
