-- Tenancy. The application sets heliograph.company (or heliograph.scope = 'system' for the platform's own work) for each
-- transaction; with neither set, no row of a tenant table is visible. The application's role owns nothing, so it cannot
-- switch the policies off.

-- JPA asks an identity column's sequence for the value it has just given out.
alter default privileges in schema public grant usage, select on sequences to heliograph_app;

create function current_company() returns bigint
    language sql stable parallel safe
    return nullif(current_setting('heliograph.company', true), '')::bigint;

create function system_scope() returns boolean
    language sql stable parallel safe
    return coalesce(current_setting('heliograph.scope', true) = 'system', false);

-- Puts a table under row-level security by its company_id and lets the application use it. The sub-selects make both
-- functions run once per statement instead of once per row.
create procedure protect(tenant_table regclass)
    language plpgsql as $$
begin
    execute format('alter table %s enable row level security', tenant_table);
    execute format('create policy tenant on %s using (company_id = (select current_company()) or (select system_scope()))',
        tenant_table);
    execute format('grant select, insert, update, delete on %s to heliograph_app', tenant_table);
end $$;

create table company (
    id              bigint generated always as identity (start with 1000) primary key,
    name            text        not null,
    default_country char(2)     not null,
    time_zone       text        not null,
    moderation      boolean     not null default false,
    created_at      timestamptz not null default now()
);
alter table company enable row level security;
create policy tenant on company using (id = (select current_company()) or (select system_scope()));
grant select, insert, update, delete on company to heliograph_app;

create table department (
    id         bigint generated always as identity (start with 1000) primary key,
    company_id bigint not null references company,
    name       text   not null,
    unique (company_id, name)
);
call protect('department');

create table app_user (
    id                   bigint generated always as identity (start with 1000) primary key,
    company_id           bigint      not null references company,
    login                text        not null unique,
    password_hash        text        not null,
    password_changed_at  timestamptz not null default now(),
    must_change_password boolean     not null default false,
    first_name           text        not null,
    middle_name          text,
    last_name            text        not null,
    email                text        not null,
    phone                text,
    department_id        bigint references department,
    language             text        not null default 'en',
    enabled              boolean     not null default true,
    failed_sign_ins      integer     not null default 0,
    locked_until         timestamptz,
    last_access_at       timestamptz,
    created_at           timestamptz not null default now(),
    updated_at           timestamptz not null default now(),
    version              integer     not null default 0
);
create index on app_user (company_id);
call protect('app_user');

-- A system role has no company and is everybody's to read, nobody's to change.
create table role (
    id          bigint generated always as identity (start with 1000) primary key,
    company_id  bigint references company,
    name        text not null,
    description text not null default '',
    permissions text[] not null,
    unique nulls not distinct (company_id, name)
);
alter table role enable row level security;
create policy readable on role for select
    using (company_id is null or company_id = (select current_company()) or (select system_scope()));
create policy tenant on role using (company_id = (select current_company()) or (select system_scope()));
grant select, insert, update, delete on role to heliograph_app;

create table user_role (
    user_id    bigint not null references app_user on delete cascade,
    role_id    bigint not null references role,
    company_id bigint not null references company,
    primary key (user_id, role_id)
);
call protect('user_role');

-- What a user has arranged: columns of a grid, theme, menu.
create table user_setting (
    user_id    bigint not null references app_user on delete cascade,
    name       text   not null,
    company_id bigint not null references company,
    value      text   not null,
    primary key (user_id, name)
);
call protect('user_setting');

-- One-time links to set a new password; only the hash of the token is kept.
create table password_reset (
    token_hash text primary key,
    company_id bigint      not null references company,
    user_id    bigint      not null references app_user on delete cascade,
    expires_at timestamptz not null
);
call protect('password_reset');

insert into role (name, description, permissions) values
('Admin', 'Everything', array[
    'EXPORT_ENTITIES', 'VIEW_DASHBOARD', 'MANAGE_BROADCASTS', 'MANAGE_CONTACTS', 'IMPORT_CONTACTS',
    'MANAGE_OPT_OUT_WORDS', 'MANAGE_CONVERSATIONS', 'VIEW_CHATBOTS', 'MANAGE_CHATBOTS', 'MAKE_VOICE_CALLS',
    'MANAGE_PAYMENTS', 'VIEW_SERVICES', 'VIEW_INVOICES', 'VIEW_REPORTS', 'VIEW_EDRS', 'VIEW_STATISTICS', 'MANAGE_MEDIA',
    'MANAGE_SENDER_IDS', 'MANAGE_CONTENT_TEMPLATES', 'MANAGE_WHATSAPP_TEMPLATES', 'MANAGE_CONVERSATION_TEMPLATES',
    'MANAGE_USERS', 'MANAGE_ROLES', 'MANAGE_DEPARTMENTS', 'VIEW_AUDIT', 'MANAGE_API_KEYS', 'MANAGE_TWO_FACTOR']),
('Broadcast manager', 'Broadcasts and all they need', array[
    'VIEW_DASHBOARD', 'MANAGE_BROADCASTS', 'MANAGE_CONTACTS', 'IMPORT_CONTACTS', 'MANAGE_OPT_OUT_WORDS',
    'MANAGE_CONVERSATIONS', 'VIEW_CHATBOTS', 'MANAGE_CHATBOTS', 'VIEW_REPORTS', 'VIEW_EDRS', 'VIEW_STATISTICS',
    'MANAGE_MEDIA', 'MANAGE_SENDER_IDS', 'MANAGE_CONTENT_TEMPLATES', 'MANAGE_WHATSAPP_TEMPLATES',
    'MANAGE_CONVERSATION_TEMPLATES']),
('Finance manager', 'Financial transactions', array[
    'EXPORT_ENTITIES', 'VIEW_DASHBOARD', 'MANAGE_PAYMENTS', 'VIEW_SERVICES', 'VIEW_INVOICES', 'VIEW_REPORTS',
    'VIEW_STATISTICS']),
('NOC engineer', 'Monitors, maintains, supports', array[
    'EXPORT_ENTITIES', 'VIEW_DASHBOARD', 'VIEW_CHATBOTS', 'VIEW_REPORTS', 'VIEW_EDRS', 'VIEW_STATISTICS', 'MANAGE_MEDIA',
    'MANAGE_SENDER_IDS', 'MANAGE_CONTENT_TEMPLATES', 'MANAGE_WHATSAPP_TEMPLATES', 'MANAGE_CONVERSATION_TEMPLATES',
    'VIEW_AUDIT', 'MANAGE_API_KEYS', 'MANAGE_TWO_FACTOR']);
