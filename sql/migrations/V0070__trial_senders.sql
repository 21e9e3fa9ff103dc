-- What companies on trial send from until they have senders of their own: lent by whoever runs the platform, over accounts
-- of its own company. It belongs to no company; a new company on trial gets a sender like each of them.
create table trial_sender (
    id         bigint generated always as identity (start with 1000) primary key,
    channel    text   not null,
    address    text   not null,
    name       text   not null,
    account_id bigint not null references provider_account,
    unique (channel, address)
);
alter table trial_sender enable row level security;
create policy platform on trial_sender using ((select system_scope()));
grant select, insert, update, delete on trial_sender to heliograph_app;

-- Whether a sender's account belongs to another company, which lends it.
alter table sender add column lent boolean not null default false;

-- Where the company is, chosen with the registration.
alter table registration add column time_zone text not null default 'UTC';
alter table registration alter column time_zone drop default;
