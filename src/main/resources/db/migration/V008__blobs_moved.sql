-- For moving blobs between stores: which picture a key that was found there belongs to.

create unique index screenshot_of_blob on screenshot (blob);
