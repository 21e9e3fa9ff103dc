-- Opt-outs in force. sender_id null: from the whole channel.
create table opt_out (
    id         bigint generated always as identity (start with 1000) primary key,
    company_id bigint      not null references company,
    contact_id bigint      not null references contact on delete cascade,
    channel    text        not null,
    sender_id  bigint references sender on delete cascade,
    created_at timestamptz not null default now(),
    -- the user who set it by hand; null when the contact did
    user_id    bigint references app_user on delete set null,
    unique nulls not distinct (contact_id, channel, sender_id)
);
call protect('opt_out');

create table opt_out_word (
    id             bigint generated always as identity (start with 1000) primary key,
    company_id     bigint      not null references company,
    word           text        not null,
    -- trimmed, lower case, without punctuation: what an inbound message is compared with
    normalized     text        not null,
    channel        text        not null,
    sender_id      bigint references sender on delete cascade,
    effective_from timestamptz not null default now(),
    effective_till timestamptz,
    version        integer     not null default 0,
    check (effective_till is null or effective_till > effective_from)
);
create index on opt_out_word (company_id, channel, normalized);
call protect('opt_out_word');

-- Every change of consent, for good.
create table consent_log (
    id         bigint generated always as identity primary key,
    company_id bigint      not null references company,
    contact_id bigint      not null references contact on delete cascade,
    channel    text        not null,
    sender_id  bigint references sender on delete set null,
    opted_out  boolean     not null,
    source     text        not null check (source in ('INBOUND_MESSAGE', 'USER', 'API', 'IMPORT')),
    proof      text,
    user_id    bigint references app_user on delete set null,
    at         timestamptz not null default now()
);
create index on consent_log (contact_id, id desc);
call protect('consent_log');
