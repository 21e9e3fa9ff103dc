-- The passwords a user had before, as hashes, so that none of the latest is chosen again.
create table earlier_password (
    id            bigint generated always as identity primary key,
    company_id    bigint      not null references company,
    user_id       bigint      not null references app_user on delete cascade,
    password_hash text        not null,
    replaced_at   timestamptz not null
);
create index on earlier_password (user_id, id desc);
call protect('earlier_password');

-- A trigger, so that no way of changing a password can forget it. Seven are kept besides the present one.
create function keep_earlier_password() returns trigger
    language plpgsql as $$
begin
    insert into earlier_password (company_id, user_id, password_hash, replaced_at)
    values (old.company_id, old.id, old.password_hash, new.password_changed_at);
    delete from earlier_password where user_id = old.id and id in
        (select id from earlier_password where user_id = old.id order by id desc offset 7);
    return null;
end $$;

create trigger keep_earlier_password after update on app_user for each row
    when (old.password_hash is distinct from new.password_hash)
    execute function keep_earlier_password();
