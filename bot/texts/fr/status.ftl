status-report =
    Nonet **{ $version }**, démarré { $since }
    Serveurs : { $servers }
    Shards : { $shards }
    File d'attente : { $waiting } en attente, { $rendering } en cours
    Dernière heure : { $finished } peints, { $failed } échoués
    Modèles : { $models }
    Mémoire : { $megabytes } Mo au plus jusqu'ici
    Incidents : { $incidents } depuis le démarrage
