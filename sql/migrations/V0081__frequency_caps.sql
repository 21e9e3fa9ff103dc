-- How many messages of a channel a contact may get in some hours; without a row, any number.
create table frequency_cap (
    company_id bigint  not null references company,
    channel    text    not null,
    messages   integer not null check (messages between 1 and 100),
    hours      integer not null check (hours between 1 and 2160),
    primary key (company_id, channel)
);
call protect('frequency_cap');

-- What else a company decides about them; without a row, neither.
create table frequency_policy (
    company_id     bigint  primary key references company,
    -- single messages of programs count, and are refused like those of broadcasts
    covers_api     boolean not null,
    -- a broadcast may say that it goes out all the same; it does not count then
    may_be_ignored boolean not null
);
call protect('frequency_policy');

-- When a contact was last written to over a capped channel: only the times at which the cap still looks, so that a row
-- stays small and the table does not grow with the history.
create table contact_reach (
    contact_id bigint        not null references contact on delete cascade,
    channel    text          not null,
    company_id bigint        not null,
    times      timestamptz[] not null,
    primary key (contact_id, channel)
) with (fillfactor = 70);
create index on contact_reach (company_id, channel);
call protect('contact_reach');
