-- Whoever sends a message that carries its content has it until claimed_until. That is no part of due_at, which has an
-- index: a claim stays on its page now, where it wrote all of the message's indexes before.
alter table message add column claimed_until timestamptz;

update message set claimed_until = due_at where state = 'SENDING' and due_at is not null;
