-- Only the hash of a key is kept; its first characters are for people to recognise it.
create table api_key (
    id           bigint generated always as identity (start with 1000) primary key,
    company_id   bigint      not null references company,
    name         text        not null,
    key_hash     text        not null unique,
    prefix       text        not null,
    scopes       text[]      not null,
    created_by   bigint references app_user on delete set null,
    created_at   timestamptz not null default now(),
    expires_at   timestamptz,
    last_used_at timestamptz,
    revoked_at   timestamptz
);
call protect('api_key');

create table export_job (
    id            bigint generated always as identity (start with 1000) primary key,
    company_id    bigint      not null references company,
    user_id       bigint      not null references app_user,
    grid          text        not null,
    format        text        not null check (format in ('CSV', 'XLSX')),
    query         jsonb       not null,
    status        text        not null default 'QUEUED'
                  check (status in ('QUEUED', 'RUNNING', 'COMPLETE', 'FAILED')),
    status_reason text,
    rows_total    bigint      not null default 0,
    rows_done     bigint      not null default 0,
    file_path     text,
    file_name     text        not null,
    created_at    timestamptz not null default now(),
    finished_at   timestamptz,
    lease_until   timestamptz
);
create index on export_job (company_id, user_id, id desc);
call protect('export_job');
