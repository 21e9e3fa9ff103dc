-- Who of the chosen contacts became no recipient at the launch, and why. No foreign keys, as for recipients: a launched
-- broadcast is not deleted, and a look at another table for each of a million rows is not needed for that.
create table left_out (
    broadcast_id bigint not null,
    contact_id   bigint not null,
    company_id   bigint not null,
    -- OPTED_OUT, EXCLUDED
    reason       text   not null,
    primary key (broadcast_id, contact_id)
);
call protect('left_out');
