-- A recipient is written when a message is made for it and when something final comes of that, and no more in between:
-- SENDING is part of WAITING now (the message says whether the carrier has it), and until when the recipient waits is the
-- window's, which names its step.
delete from fallback_window;
alter table fallback_window add column step smallint not null;
insert into fallback_window (company_id, broadcast_id, step, due_at, recipients)
select company_id, broadcast_id, step, due_at, array_agg(no) from recipient
where state = 'WAITING' and due_at is not null group by company_id, broadcast_id, step, due_at;

update recipient set state = 'WAITING' where state = 'SENDING';
alter table recipient drop column due_at;
comment on column recipient.state is
    'PENDING (due at its step), WAITING (a message was made for it), SUCCESSFUL, UNSUCCESSFUL, ABORTED';
comment on column recipient.initiated is 'whether an earlier step was handed over; of the current one its message tells';

-- One look at the company for each of a million rows; companies are not deleted, and row-level security lets nobody write
-- another's id.
alter table recipient drop constraint recipient_company_id_fkey;
alter table message drop constraint message_company_id_fkey;
