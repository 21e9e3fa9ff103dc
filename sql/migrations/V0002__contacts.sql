-- Contacts. A phone number in E.164 is a contact's identity within its company; everything else is an attribute, kept as
-- JSON by the attribute's name (dates as ISO 8601, numbers as numbers, yes/no as booleans, the rest as text).

create table attribute (
    id              bigint generated always as identity (start with 1000) primary key,
    company_id      bigint  not null references company,
    name            text    not null,
    type            text    not null check (type in ('EMAIL', 'TEXT', 'LIST', 'NUMBER', 'DATE', 'YES_NO')),
    -- of LIST: the values to choose from, an array of texts
    choices         jsonb   not null default '[]',
    show_in_profile boolean not null default false,
    position        integer not null default 0,
    version         integer not null default 0
);
create unique index on attribute (company_id, lower(name));
call protect('attribute');

-- No foreign key to the company, here and at its tags: companies are not deleted, row-level security lets nobody write
-- another's id, and the check would take a third of an import's time.
create table contact (
    id             bigint generated always as identity (start with 1000) primary key,
    company_id     bigint      not null,
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
    company_id bigint not null,
    primary key (contact_id, tag_id)
);
-- The contacts of a tag, for audiences.
create index on contact_tag (tag_id, contact_id);
call protect('contact_tag');

-- A saved set of filters, combined with AND: [{"field": "phone" | "tag" | "rcsCapable" | "createdAt" | "optOut" |
-- "attribute.<name>", "operator": "VALUE" | "RANGE" | "EMPTY" | "NON_EMPTY", "value": …, "from": …, "to": …}].
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

-- An import, from the upload of its file to the last row. The job can be taken up from this row alone at any moment: a file
-- is first checked (its rows are staged in import_row, or rejected), then the staged rows become contacts.
create table import_job (
    id              bigint generated always as identity (start with 1000) primary key,
    company_id      bigint      not null references company,
    user_id         bigint      not null references app_user,
    file_name       text        not null,
    file_path       text        not null,
    file_bytes      bigint      not null,
    settings        jsonb       not null default '{}',
    status          text        not null default 'DRAFT'
                    check (status in ('DRAFT', 'CHECKING', 'CHECKED', 'QUEUED', 'RUNNING', 'COMPLETE', 'FAILED', 'CANCELED')),
    -- code of an error and the values of its text
    status_reason   text,
    status_values   text[]      not null default '{}',
    -- once complete: rows_total = rows_created + rows_updated + rows_skipped + rows_rejected
    rows_total      bigint      not null default 0,
    rows_done       bigint      not null default 0,
    rows_created    bigint      not null default 0,
    rows_updated    bigint      not null default 0,
    -- existing contacts left alone, and rows whose number another row of the file has
    rows_skipped    bigint      not null default 0,
    rows_duplicate  bigint      not null default 0,
    rows_rejected   bigint      not null default 0,
    -- valid rows whose number is a contact already, when the check ended
    rows_existing   bigint      not null default 0,
    -- number of the file's last row that the running phase has committed; the next chunk starts behind it
    checkpoint      bigint      not null default 0,
    last_row        bigint      not null default 0,
    -- who works on it: each taking-over counts up, so that a predecessor who still lives can commit nothing more
    attempt         integer     not null default 0,
    -- failed attempts since the last committed chunk
    failures        integer     not null default 0,
    lease_until     timestamptz,
    created_at      timestamptz not null default now(),
    started_at      timestamptz,
    finished_at     timestamptz
);
create index on import_job (company_id, id desc);
create index on import_job (lease_until) where status in ('CHECKING', 'QUEUED', 'RUNNING');
call protect('import_job');

-- The checked rows of a file until they are contacts. Logged, since an import must survive a crash of the database;
-- without foreign keys, since it takes and loses millions of rows at a time.
create table import_row (
    import_id  bigint  not null,
    row_number bigint  not null,
    company_id bigint  not null,
    phone      text    not null,
    attributes jsonb   not null,
    -- another row of the file stands for this number
    duplicate  boolean not null default false,
    primary key (import_id, row_number)
);
call protect('import_row');

create table import_rejection (
    import_id  bigint not null references import_job on delete cascade,
    row_number bigint not null,
    company_id bigint not null,
    -- code of an error, the column at fault and its value
    reason     text   not null,
    field      text,
    value      text,
    cells      text[] not null,
    primary key (import_id, row_number)
);
call protect('import_rejection');
