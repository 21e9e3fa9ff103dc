create table broadcast (
    id             bigint generated always as identity (start with 1000) primary key,
    company_id     bigint      not null references company,
    name           text        not null,
    description    text        not null default '',
    type           text        not null default 'FALLBACK' check (type in ('FALLBACK', 'CHATBOT', 'RCS_CHECK')),
    status         text        not null default 'DRAFT'
                   check (status in ('DRAFT', 'ON_MODERATION', 'REJECTED', 'SCHEDULED', 'IN_PROGRESS', 'SENT', 'PAUSED',
                                     'COMPLETE', 'SEEN', 'ABORTED', 'FAILED')),
    status_reason  text,
    launch         text        not null default 'MANUAL' check (launch in ('MANUAL', 'RECURRENT', 'API')),
    -- {"targets": [ids], "tags": [ids], "phones": ["+1…"]}, or {"failedOf": broadcast id}
    audience       jsonb       not null default '{}',
    check_rcs      boolean     not null default false,
    template_id    bigint,
    scheduled_for  timestamptz,
    launched_at    timestamptz,
    finished_at    timestamptz,
    recipients     integer     not null default 0,
    opted_out      integer     not null default 0,
    created_by     bigint references app_user on delete set null,
    created_at     timestamptz not null default now(),
    updated_at     timestamptz not null default now(),
    version        integer     not null default 0
);
create index on broadcast (company_id, id desc);
create index on broadcast (scheduled_for) where status = 'SCHEDULED';
create index on broadcast (id) where status in ('IN_PROGRESS', 'SENT');
call protect('broadcast');

create table broadcast_step (
    broadcast_id bigint   not null references broadcast on delete cascade,
    position     smallint not null,
    company_id   bigint   not null references company,
    channel      text     not null,
    sender_id    bigint references sender,
    content      jsonb    not null,
    wait_for     text     not null default 'DELIVERY' check (wait_for in ('SUBMIT', 'DELIVERY', 'DISPLAY')),
    wait_minutes integer  not null default 10 check (wait_minutes between 1 and 4320),
    primary key (broadcast_id, position)
);
call protect('broadcast_step');

-- The frozen audience: one row a recipient, which ends in exactly one final state.
--   PENDING     due at its step, in a chunk on its way to the channel's queue
--   SENDING     claimed by the listener that sends its chunk
--   WAITING     handed over, waiting for the step's success until due_at
--   SUCCESSFUL, UNSUCCESSFUL, ABORTED   final; the reason says why not successful
create table recipient (
    broadcast_id bigint   not null references broadcast on delete cascade,
    no           integer  not null,
    company_id   bigint   not null references company,
    contact_id   bigint   not null,
    phone        text     not null,
    step         smallint not null default 1,
    state        text     not null default 'PENDING',
    -- the message of the current step; null until it is claimed
    message_id   uuid,
    due_at       timestamptz,
    -- whether any step was handed over to a carrier
    initiated    boolean  not null default false,
    reason       text,
    primary key (broadcast_id, no)
) with (fillfactor = 70);
-- The fallback timer's only question: whose window is over? Only those who wait have a due_at; the condition names no
-- state, so that no other statement is tempted to use this index.
create index recipient_due on recipient (due_at) where due_at is not null;
call protect('recipient');

-- A unit of work of the engine: recipients of one step, at most 500. The queue's message only carries the id; this row is
-- what makes the work survive, and it goes when the work is done. QUEUED becomes RUNNING under a lease; when available_at
-- passes on a QUEUED one, or lease_until on a RUNNING one, a timer puts its id on the queue again.
create table chunk (
    id           bigint generated always as identity (start with 1000) primary key,
    company_id   bigint      not null references company,
    broadcast_id bigint      not null references broadcast on delete cascade,
    step         smallint    not null,
    channel      text        not null,
    recipients   integer[]   not null,
    state        text        not null default 'QUEUED' check (state in ('QUEUED', 'RUNNING')),
    attempt      integer     not null default 0,
    available_at timestamptz not null,
    lease_until  timestamptz,
    node         text
) with (fillfactor = 70);
create index on chunk (available_at);
create index on chunk (broadcast_id);
call protect('chunk');

-- Counters as a list of changes, folded by a timer: no row that every listener waits for.
create table broadcast_count (
    id           bigint generated always as identity primary key,
    company_id   bigint   not null references company,
    broadcast_id bigint   not null references broadcast on delete cascade,
    -- 0: recipients by state; 1…: messages of that step by state
    step         smallint not null,
    state        text     not null,
    change       integer  not null
);
create index on broadcast_count (broadcast_id, step, state) include (change);
call protect('broadcast_count');
