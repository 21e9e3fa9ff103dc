-- Updates on their way take turns by company first, then by host. The walk over both takes the oldest few of each without
-- sorting, though a broadcast makes many due at once.
drop index webhook_delivery_due;
create index webhook_delivery_due on webhook_delivery (company_id, host, due_at, id) where due_at is not null;
