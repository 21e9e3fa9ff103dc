-- One look at the broadcast for each of a million rows, a third of a large launch. Only drafts are deleted, which have no
-- recipients yet, and a broadcast's row is locked while they are written.
alter table recipient drop constraint recipient_broadcast_id_fkey;
