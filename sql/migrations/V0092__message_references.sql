-- One row for each message of a broadcast: no look at its company for each (companies are not deleted, and row-level
-- security lets nobody write another's id), and no second index for the many of one part, which are found by their
-- reference alone.
alter table message_reference drop constraint message_reference_company_id_fkey;
drop index message_reference_message_id_idx;
create index message_reference_parts on message_reference (message_id) where parts > 1;
