-- Long inbound messages whose parts are coming. A part is acknowledged to its carrier, which will not send it again, so it
-- waits for the others here. Few at a time, and none for long, so there is no index but the key.
create table partial_message (
    id           bigint generated always as identity,
    company_id   bigint      not null references company,
    account_id   bigint      not null,
    -- as the carrier spells it
    sender       text        not null,
    address      text        not null,
    reference    integer     not null,
    total        smallint    not null check (total > 0),
    -- by number; null for those that are missing
    texts        text[]      not null,
    received_at  timestamptz not null,
    -- A complete one has become a message and stays a while to know repeated parts by.
    completed_at timestamptz,
    primary key (company_id, account_id, sender, address, reference, total)
);
comment on column partial_message.received_at is 'when its first part came out of the inbound queue';
call protect('partial_message');
