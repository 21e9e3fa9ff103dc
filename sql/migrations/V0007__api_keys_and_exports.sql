-- Access of a client's own systems. Only hashes of keys are kept; the first characters are for people to recognise one.
-- A replaced key stays valid for the overlap its owner chose.
create table api_key (
    id                  bigint generated always as identity (start with 1000) primary key,
    company_id          bigint      not null references company,
    name                text        not null,
    key_hash            text        not null unique,
    prefix              text        not null,
    previous_hash       text,
    previous_expires_at timestamptz,
    scopes              text[]      not null,
    -- ids of the senders it may use; null for all
    senders             bigint[],
    webhook             text,
    created_by          bigint references app_user on delete set null,
    created_at          timestamptz not null default now(),
    last_used_at        timestamptz,
    revoked_at          timestamptz
);
create unique index on api_key (previous_hash) where previous_hash is not null;
create index on api_key (company_id);
call protect('api_key');

-- Tables on their way into a file. QUEUED becomes RUNNING under a lease; when that passes, the export starts again under the
-- next attempt, and whoever held the last one finds its number outdated.
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
    lease_until   timestamptz,
    attempt       integer     not null default 0
);
-- The launcher's only question: what is waiting, or was left behind?
create index on export_job (created_at) where status in ('QUEUED', 'RUNNING');
create index on export_job (company_id, user_id, id desc);
call protect('export_job');
