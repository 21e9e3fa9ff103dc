-- Contacts. A phone number in E.164 is a contact's identity within its company; everything else is an attribute, kept as
-- JSON by the attribute's name (dates as ISO 8601, numbers as numbers, yes/no as booleans, the rest as text).

create table attribute (
    id              bigint generated always as identity (start with 1000) primary key,
    company_id      bigint  not null references company,
    name            text    not null,
    type            text    not null check (type in ('EMAIL', 'TEXT', 'LIST', 'NUMBER', 'DATE', 'YES_NO')),
    choices         text[]  not null default '{}',
    show_in_profile boolean not null default false,
    position        integer not null default 0,
    version         integer not null default 0
);
create unique index on attribute (company_id, lower(name));
call protect('attribute');

create table contact (
    id             bigint generated always as identity (start with 1000) primary key,
    company_id     bigint      not null references company,
    phone          text        not null,
    attributes     jsonb       not null default '{}',
    rcs_capable    boolean,
    rcs_checked_at timestamptz,
    created_at     timestamptz not null default now(),
    updated_at     timestamptz not null default now(),
    unique (company_id, phone)
);
-- The grid's default order and keyset paging.
create index contact_by_company on contact (company_id, id);
call protect('contact');

create table tag (
    id         bigint generated always as identity (start with 1000) primary key,
    company_id bigint not null references company,
    name       text   not null
);
create unique index on tag (company_id, lower(name));
call protect('tag');

create table contact_tag (
    contact_id bigint not null references contact on delete cascade,
    tag_id     bigint not null references tag on delete cascade,
    company_id bigint not null references company,
    primary key (contact_id, tag_id)
);
-- The contacts of a tag, for audiences.
create index on contact_tag (tag_id, contact_id);
call protect('contact_tag');

-- A saved set of filters: [{"field": "phone" | "tag" | "rcsCapable" | "attribute.<name>", "operator": "CONTAINS" | ...,
-- "value": …, "from": …, "to": …}], combined with AND.
create table target (
    id         bigint generated always as identity (start with 1000) primary key,
    company_id bigint      not null references company,
    name       text        not null,
    filters    jsonb       not null default '[]',
    launches   integer     not null default 0,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    version    integer     not null default 0,
    unique (company_id, name)
);
call protect('target');

create table import_job (
    id             bigint generated always as identity (start with 1000) primary key,
    company_id     bigint      not null references company,
    user_id        bigint      not null references app_user,
    file_name      text        not null,
    file_path      text        not null,
    file_bytes     bigint      not null,
    settings       jsonb       not null default '{}',
    status         text        not null default 'DRAFT'
                   check (status in ('DRAFT', 'CHECKING', 'CHECKED', 'QUEUED', 'RUNNING', 'COMPLETE', 'FAILED', 'CANCELED')),
    status_reason  text,
    rows_total     bigint      not null default 0,
    rows_done      bigint      not null default 0,
    rows_created   bigint      not null default 0,
    rows_updated   bigint      not null default 0,
    rows_skipped   bigint      not null default 0,
    rows_rejected  bigint      not null default 0,
    -- where the next chunk starts: the count of data rows already committed
    checkpoint     bigint      not null default 0,
    lease_until    timestamptz,
    created_at     timestamptz not null default now(),
    started_at     timestamptz,
    finished_at    timestamptz
);
create index on import_job (company_id, id desc);
create index on import_job (lease_until) where status in ('CHECKING', 'QUEUED', 'RUNNING');
call protect('import_job');

create table import_rejection (
    import_id  bigint not null references import_job on delete cascade,
    row_number bigint not null,
    company_id bigint not null references company,
    reason     text   not null,
    value      text,
    cells      text[] not null,
    primary key (import_id, row_number)
);
call protect('import_rejection');
