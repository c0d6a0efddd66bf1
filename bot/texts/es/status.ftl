status-report =
    Nonet **{ $version }**, iniciado { $since }
    Servidores: { $servers }
    Shards: { $shards }
    Cola: { $waiting } en espera, { $rendering } pintándose
    Última hora: { $finished } pintados, { $failed } fallidos
    Modelos: { $models }
    Memoria: { $megabytes } MB como mucho hasta ahora
    Incidentes: { $incidents } desde el inicio
