-- Right after a large import the planner knows nothing of the new contacts; until autovacuum comes by, up to a minute
-- later, it takes a hundred thousand for one and compares each with each. Runs as the owner, who alone may analyze.
create function analyze_contacts() returns void
    language plpgsql security definer set search_path = public as $$
begin
    analyze contact;
    analyze contact_tag;
end $$;
revoke execute on function analyze_contacts() from public;
grant execute on function analyze_contacts() to heliograph_app;
