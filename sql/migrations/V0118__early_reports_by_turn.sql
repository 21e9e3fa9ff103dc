-- Reports whose message is not known yet are looked for less and less often; most of those that wait for long match nothing.
alter table early_report add column next_try timestamptz not null default now();
-- Each second every server asks whose are due, of all accounts.
create index on early_report (next_try, account_id);
