"""What people read in chats, in their own languages: one folder of Fluent files for each."""
