-- Contacts of the audience whom the broadcast's exclusions left out at the launch.
alter table broadcast add column excluded integer not null default 0;
