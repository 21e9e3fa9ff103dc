-- Accounts with carriers. Settings are plain JSON; secrets are one AES-GCM encrypted JSON object.
create table provider_account (
    id         bigint generated always as identity (start with 1000) primary key,
    company_id bigint      not null references company,
    provider   text        not null,
    name       text        not null,
    settings   jsonb       not null default '{}',
    secrets    bytea,
    enabled    boolean     not null default true,
    -- random part of the webhook's address, so that it cannot be guessed
    webhook_key text       not null unique,
    updated_at timestamptz not null default now(),
    version    integer     not null default 0,
    unique (company_id, name)
);
call protect('provider_account');

create table sender (
    id         bigint generated always as identity (start with 1000) primary key,
    company_id bigint      not null references company,
    channel    text        not null,
    address    text        not null,
    name       text        not null,
    account_id bigint      not null references provider_account,
    status     text        not null default 'ACTIVE',
    created_at timestamptz not null default now(),
    version    integer     not null default 0,
    unique (company_id, channel, address)
);
-- An inbound message finds its company by the account it came through and the sender it was sent to.
create index on sender (account_id, address);
call protect('sender');
