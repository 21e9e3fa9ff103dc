-- Broadcasts kept to be launched again: by hand, or by a schedule.
create table broadcast_template (
    id             bigint generated always as identity (start with 1000) primary key,
    company_id     bigint      not null references company,
    name           text        not null,
    description    text        not null default '',
    type           text        not null default 'FALLBACK' check (type in ('FALLBACK', 'CHATBOT', 'RCS_CHECK')),
    status         text        not null default 'DRAFT' check (status in ('DRAFT', 'ON_MODERATION', 'REJECTED', 'ACTIVE')),
    status_reason  text,
    audience       jsonb       not null default '{}',
    check_rcs      boolean     not null default false,
    -- No table of their own: steps are only ever read and written as a whole, and a sender that goes must not be held.
    steps          jsonb       not null default '[]',
    -- pattern, zone, from and till; null without a schedule
    recurrence     jsonb,
    paused         boolean     not null default false,
    effective_from timestamptz,
    effective_till timestamptz,
    -- Set exactly while the schedule runs: the template is active, its schedule neither paused nor over.
    next_launch    timestamptz,
    launches       integer     not null default 0,
    last_launch    timestamptz,
    created_by     bigint references app_user on delete set null,
    created_at     timestamptz not null default now(),
    updated_at     timestamptz not null default now(),
    version        integer     not null default 0
);
create index on broadcast_template (company_id, id desc);
-- The timer's only question: which schedules are due?
create index on broadcast_template (next_launch) where next_launch is not null;
call protect('broadcast_template');
