-- Right after a large import the planner knows nothing of the new contacts; until autovacuum comes by, up to a minute
-- later, it takes a hundred thousand for one and compares each with each. Runs as the owner, since the application may not
-- analyze; skips a table that is being analyzed or vacuumed just then.
create function analyze_contacts() returns boolean
    language plpgsql security definer set search_path = public, pg_temp as $$
begin
    analyze (skip_locked) public.contact;
    analyze (skip_locked) public.contact_tag;
    return true;
end $$;
revoke execute on function analyze_contacts() from public;
grant execute on function analyze_contacts() to heliograph_app;
