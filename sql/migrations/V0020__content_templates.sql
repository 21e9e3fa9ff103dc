-- Messages kept under a name, to be put into broadcasts or sent over the API by their number.
create table content_template (
    id         bigint generated always as identity (start with 1000) primary key,
    company_id bigint      not null references company,
    name       text        not null,
    channel    text        not null,
    content    jsonb       not null,
    created_by bigint references app_user on delete set null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    version    integer     not null default 0
);
create unique index on content_template (company_id, channel, lower(name));
call protect('content_template');
