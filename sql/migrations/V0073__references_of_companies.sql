-- Several companies may send over one account, and a carrier may give an id again: the row of another company is neither
-- seen nor to be changed. Reports still look for account and reference.
alter table message_reference drop constraint message_reference_pkey;
alter table message_reference add primary key (account_id, reference, company_id);
