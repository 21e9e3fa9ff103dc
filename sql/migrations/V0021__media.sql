-- Pictures and files for messages; the bytes are in the data folder, under the token.
create table media (
    id         bigint generated always as identity (start with 1000) primary key,
    company_id bigint      not null references company,
    name       text        not null,
    kind       text        not null,
    format     text        not null,
    bytes      bigint      not null,
    -- of pictures whose header tells
    width      integer,
    height     integer,
    -- Ends the public address, so it must not be guessable.
    token      text        not null unique,
    created_by bigint references app_user on delete set null,
    created_at timestamptz not null default now()
);
create index on media (company_id, id desc);
call protect('media');
