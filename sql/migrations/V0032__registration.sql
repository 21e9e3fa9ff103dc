-- Who has registered and not yet confirmed the e-mail address; only the hash of the mailed token is kept. It belongs to
-- no company, since there is none before the confirmation.
create table registration (
    token_hash    text        primary key,
    login         text        not null unique,
    company       text        not null,
    full_name     text        not null,
    email         text        not null,
    password_hash text        not null,
    language      text        not null,
    country       char(2)     not null,
    expires_at    timestamptz not null
);
alter table registration enable row level security;
create policy platform on registration using ((select system_scope()));
grant select, insert, update, delete on registration to heliograph_app;

-- What a company on trial may do; null without a trial.
alter table company
    add column trial_sms      integer,
    add column trial_emails   integer,
    add column trial_contacts integer,
    add column trial_until    timestamptz;
