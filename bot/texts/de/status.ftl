status-report =
    Nonet **{ $version }**, gestartet { $since }
    Server: { $servers }
    Shards: { $shards }
    Warteschlange: { $waiting } warten, { $rendering } werden gemalt
    Letzte Stunde: { $finished } gemalt, { $failed } fehlgeschlagen
    Modelle: { $models }
    Speicher: bisher höchstens { $megabytes } MB
    Störungen: { $incidents } seit dem Start
