status-report =
    Nonet **{ $version }**, iniciado { $since }
    Servidores: { $servers }
    Shards: { $shards }
    Fila: { $waiting } esperando, { $rendering } sendo pintados
    Última hora: { $finished } pintados, { $failed } falharam
    Modelos: { $models }
    Memória: { $megabytes } MB no máximo até agora
    Incidentes: { $incidents } desde o início
