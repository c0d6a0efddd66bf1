status-report =
    Nonet **{ $version }**, démarré { $since }
    Serveurs : { $servers }
    Shards : { $shards }
    File d’attente : { $waiting } en attente, { $rendering } en cours
    Dernière heure : { $finished } peintes, { $failed } échouées
    Modèles : { $models }
    Mémoire : { $megabytes } Mo au plus jusqu’ici
    Incidents : { $incidents } depuis le démarrage
