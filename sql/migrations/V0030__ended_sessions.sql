-- A session keeps the epoch its user had at the sign-in; whatever takes the user's access away moves the epoch on, and
-- with it ends every session of before. A trigger, so that no way of changing a user can forget it.
alter table app_user add column session_epoch integer not null default 0;

create function end_sessions() returns trigger
    language plpgsql as $$
begin
    new.session_epoch := old.session_epoch + 1;
    return new;
end $$;

create trigger end_sessions before update on app_user for each row
    when (old.password_hash is distinct from new.password_hash or old.enabled and not new.enabled)
    execute function end_sessions();
