status-report =
    Nonet **{ $version }**, started { $since }
    Servers: { $servers }
    Shards: { $shards }
    Queue: { $waiting } waiting, { $rendering } being painted
    Last hour: { $finished } painted, { $failed } failed
    Models: { $models }
    Memory: { $megabytes } MB at most so far
    Incidents: { $incidents } since the start
