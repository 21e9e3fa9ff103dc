-- An import tags a million contacts. A foreign key looks each row up and locks it by itself, two of them cost as much as
-- the contacts; these triggers hold the same rules with a statement for all rows at once.
alter table contact_tag
    drop constraint contact_tag_contact_id_fkey,
    drop constraint contact_tag_tag_id_fkey;

-- What is there must stay until the tag is there, too; a contact made in this very transaction is seen by nobody who could
-- delete it. As the owner, like a foreign key, and with no plan kept: one for a row would serve a million badly.
create function check_contact_tags() returns trigger
    language plpgsql security definer set search_path = public set plan_cache_mode = force_custom_plan as $$
declare
    tagged bigint := (select count(distinct contact_id) from added);
    fresh  bigint := (select count(*) from contact
        where xmin = pg_current_xact_id()::xid and id in (select contact_id from added));
begin
    if fresh < tagged then
        perform from contact where xmin <> pg_current_xact_id()::xid and id in (select contact_id from added)
            order by id for key share;
        if (select count(*) from contact where id in (select contact_id from added)) < tagged then
            raise foreign_key_violation using message = 'A contact that was tagged is gone';
        end if;
    end if;
    perform from tag where id in (select tag_id from added) order by id for key share;
    if (select count(*) from tag where id in (select tag_id from added))
            < (select count(distinct tag_id) from added) then
        raise foreign_key_violation using message = 'A tag that was given is gone';
    end if;
    return null;
end $$;
create trigger check_contact_tags after insert on contact_tag
    referencing new table as added for each statement execute function check_contact_tags();
create trigger check_changed_contact_tags after update on contact_tag
    referencing new table as added for each statement execute function check_contact_tags();

create function untag_deleted_contacts() returns trigger
    language plpgsql security definer set search_path = public as $$
begin
    delete from contact_tag where contact_id in (select id from gone);
    return null;
end $$;
create trigger untag_deleted_contacts after delete on contact
    referencing old table as gone for each statement execute function untag_deleted_contacts();

create function untag_deleted_tags() returns trigger
    language plpgsql security definer set search_path = public as $$
begin
    delete from contact_tag where tag_id in (select id from gone);
    return null;
end $$;
create trigger untag_deleted_tags after delete on tag
    referencing old table as gone for each statement execute function untag_deleted_tags();
