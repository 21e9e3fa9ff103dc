-- A message's step does not run while the message is held for its hours or its broadcast is paused.
alter table message add column step_since timestamptz;
comment on column message.step_since is 'from when its step''s waiting time counts; null for created_at';

-- Whether any server reaches the carrier, since one of them may not.
alter table provider_account add column answered_at timestamptz;
comment on column provider_account.answered_at is 'when its carrier has last answered, to a quarter of a minute';
