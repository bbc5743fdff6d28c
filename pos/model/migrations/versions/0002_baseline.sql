CREATE TABLE product (
	id INTEGER NOT NULL,
	uid BLOB NOT NULL,
	name VARCHAR NOT NULL,
	category VARCHAR NOT NULL,
	tax_class VARCHAR NOT NULL,
	source VARCHAR NOT NULL,
	handle VARCHAR NOT NULL,
	picture_url VARCHAR NOT NULL,
	picture VARCHAR NOT NULL,
	questions VARCHAR NOT NULL,
	favourite INTEGER,
	archived INTEGER NOT NULL,
	into_id INTEGER,
	import_id INTEGER,
	clocks VARCHAR NOT NULL,
	description VARCHAR NOT NULL,
	PRIMARY KEY (id),
	UNIQUE (uid)
);

CREATE INDEX ix_product_name ON product (name COLLATE NOCASE, uid);

CREATE INDEX ix_product_handle ON product (source, handle) WHERE handle <> '';

CREATE INDEX ix_product_favourite ON product (favourite) WHERE favourite IS NOT NULL;

CREATE TABLE customer (
	id INTEGER NOT NULL,
	uid BLOB NOT NULL,
	name VARCHAR NOT NULL,
	company VARCHAR NOT NULL,
	email VARCHAR NOT NULL,
	phone VARCHAR NOT NULL,
	tax_id VARCHAR NOT NULL,
	legal_id VARCHAR NOT NULL,
	tax_exempt INTEGER NOT NULL,
	language VARCHAR NOT NULL,
	note VARCHAR NOT NULL,
	delivery_method VARCHAR NOT NULL,
	payment_method VARCHAR NOT NULL,
	archived INTEGER NOT NULL,
	into_id INTEGER,
	clocks VARCHAR NOT NULL,
	PRIMARY KEY (id),
	UNIQUE (uid)
);

CREATE INDEX ix_customer_phone ON customer (phone);

CREATE INDEX ix_customer_email ON customer (email);

CREATE TABLE draft (
	cart_id BLOB NOT NULL,
	held_at VARCHAR NOT NULL,
	label VARCHAR NOT NULL,
	cart BLOB NOT NULL,
	PRIMARY KEY (cart_id)
)
 WITHOUT ROWID;

CREATE TABLE choice (
	"key" VARCHAR NOT NULL,
	value VARCHAR NOT NULL,
	PRIMARY KEY ("key")
)
 WITHOUT ROWID;

CREATE TABLE orders (
	id INTEGER NOT NULL, 
	uid BLOB NOT NULL, 
	number VARCHAR NOT NULL, 
	arrival INTEGER NOT NULL, 
	placed INTEGER NOT NULL, 
	placed_at VARCHAR NOT NULL, 
	day VARCHAR NOT NULL, 
	channel VARCHAR NOT NULL, 
	customer_id INTEGER, 
	customer VARCHAR NOT NULL, 
	served_by VARCHAR NOT NULL, 
	currency VARCHAR NOT NULL, 
	item_count INTEGER NOT NULL, 
	net INTEGER NOT NULL, 
	tax INTEGER NOT NULL, 
	total INTEGER NOT NULL, 
	credited INTEGER NOT NULL, 
	rounding INTEGER NOT NULL, 
	paid INTEGER NOT NULL, 
	refunded INTEGER NOT NULL, 
	payment_status VARCHAR NOT NULL, 
	fulfilment_status VARCHAR NOT NULL, 
	fulfilment VARCHAR NOT NULL, 
	tracking_number VARCHAR NOT NULL, 
	letter VARCHAR NOT NULL, 
	methods VARCHAR NOT NULL, 
	promised VARCHAR NOT NULL, 
	pay_by VARCHAR NOT NULL, 
	payment_own VARCHAR NOT NULL, 
	fulfilment_own VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (uid)
);

CREATE INDEX ix_orders_letter ON orders (letter, placed, number);

CREATE INDEX ix_orders_promised ON orders (promised, placed, number) WHERE promised <> '';

CREATE INDEX ix_orders_owed ON orders (pay_by, placed, number) WHERE pay_by <> '';

CREATE INDEX ix_orders_channel ON orders (channel, placed, number) WHERE channel <> 'counter';

CREATE INDEX ix_orders_late ON orders (promised, placed, number) WHERE promised <> '' AND fulfilment_status NOT IN ('Shipped', 'Delivered', 'Returned', 'Will not deliver');

CREATE INDEX ix_orders_placed ON orders (placed, number);

CREATE INDEX ix_orders_gives_back ON orders (placed, number) WHERE total - credited + rounding - paid + refunded < 0;

CREATE INDEX ix_orders_payment ON orders (payment_status, placed, number) WHERE payment_status <> 'Paid';

CREATE INDEX ix_orders_fulfilment ON orders (fulfilment_status, placed, number) WHERE fulfilment_status <> 'Delivered';

CREATE INDEX ix_orders_customer ON orders (customer_id, placed) WHERE customer_id IS NOT NULL;

CREATE INDEX ix_orders_methods ON orders (methods, placed, number);

CREATE INDEX ix_orders_number ON orders (number);

CREATE TABLE day_total (
	day VARCHAR NOT NULL,
	letter VARCHAR NOT NULL,
	kind VARCHAR NOT NULL,
	"key" VARCHAR NOT NULL,
	count INTEGER NOT NULL,
	gross INTEGER NOT NULL,
	net INTEGER NOT NULL,
	tax INTEGER NOT NULL,
	PRIMARY KEY (day, letter, kind, "key")
)
 WITHOUT ROWID;

CREATE TABLE exception_done (
	id INTEGER NOT NULL,
	which VARCHAR NOT NULL,
	choice VARCHAR NOT NULL,
	value VARCHAR NOT NULL,
	clock VARCHAR NOT NULL,
	arrival INTEGER NOT NULL,
	PRIMARY KEY (id)
);

CREATE INDEX ix_exception_done ON exception_done (which);

CREATE TABLE quote (
	id INTEGER NOT NULL,
	uid BLOB NOT NULL,
	number VARCHAR NOT NULL,
	made INTEGER NOT NULL,
	made_at VARCHAR NOT NULL,
	revision INTEGER NOT NULL,
	valid_until VARCHAR NOT NULL,
	currency VARCHAR NOT NULL,
	total INTEGER NOT NULL,
	customer VARCHAR NOT NULL,
	ended VARCHAR NOT NULL,
	order_uid BLOB,
	PRIMARY KEY (id),
	UNIQUE (uid)
);

CREATE TABLE mail (
	arrival INTEGER NOT NULL,
	kind VARCHAR NOT NULL,
	order_id INTEGER, 
	quote_id INTEGER, 
	sent VARCHAR NOT NULL,
	PRIMARY KEY (arrival, kind),
	FOREIGN KEY(order_id) REFERENCES orders (id), 
	FOREIGN KEY(quote_id) REFERENCES quote (id)
)
 WITHOUT ROWID;

CREATE INDEX ix_mail_quote ON mail (quote_id);

CREATE INDEX ix_quote_made ON quote (made, number);

CREATE INDEX ix_quote_number ON quote (number);

CREATE TABLE field_head (
	noun VARCHAR NOT NULL,
	uid BLOB NOT NULL,
	field VARCHAR NOT NULL,
	clock VARCHAR NOT NULL,
	awaited INTEGER NOT NULL,
	value VARCHAR NOT NULL,
	PRIMARY KEY (noun, uid, field, clock)
)
 WITHOUT ROWID;

CREATE TABLE record_merge (
	noun VARCHAR NOT NULL,
	uid BLOB NOT NULL,
	into_uid BLOB NOT NULL,
	clock VARCHAR NOT NULL,
	PRIMARY KEY (noun, uid, into_uid, clock)
)
 WITHOUT ROWID;

CREATE INDEX ix_record_merge ON record_merge (noun, into_uid);

CREATE TABLE erased (
	event_id BLOB NOT NULL,
	PRIMARY KEY (event_id)
)
 WITHOUT ROWID;

CREATE TABLE store (
	"key" VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	number VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	currency VARCHAR NOT NULL, 
	url VARCHAR NOT NULL, 
	state VARCHAR NOT NULL, 
	holder VARCHAR NOT NULL, 
	stock VARCHAR NOT NULL, 
	syncs VARCHAR NOT NULL, 
	email VARCHAR NOT NULL, 
	orders_from VARCHAR NOT NULL, 
	settle INTEGER NOT NULL, 
	at VARCHAR NOT NULL, 
	clock VARCHAR NOT NULL, 
	PRIMARY KEY ("key")
)
 WITHOUT ROWID;

CREATE TABLE store_past (
	event BLOB NOT NULL,
	store VARCHAR NOT NULL,
	state VARCHAR NOT NULL,
	holder VARCHAR NOT NULL,
	syncs VARCHAR NOT NULL,
	orders_from VARCHAR NOT NULL,
	written_at VARCHAR NOT NULL,
	clock VARCHAR NOT NULL,
	arrival INTEGER NOT NULL, 
	hub INTEGER NOT NULL,
	PRIMARY KEY (event)
)
 WITHOUT ROWID;
CREATE INDEX store_past_of ON store_past (store, clock);

CREATE TABLE store_link (
	store VARCHAR NOT NULL, 
	noun VARCHAR NOT NULL, 
	ours BLOB NOT NULL, 
	theirs VARCHAR NOT NULL, 
	clock VARCHAR NOT NULL, 
	PRIMARY KEY (store, noun, ours)
)
 WITHOUT ROWID;

CREATE INDEX store_link_theirs ON store_link (store, noun, theirs, clock);

CREATE TABLE store_upload (
	uid BLOB NOT NULL,
	store VARCHAR NOT NULL,
	what VARCHAR NOT NULL,
	subject BLOB NOT NULL,
	attempt INTEGER NOT NULL,
	"key" VARCHAR NOT NULL,
	hash VARCHAR NOT NULL,
	at INTEGER NOT NULL,
	life BLOB NOT NULL,
	delta INTEGER NOT NULL,
	"before" INTEGER NOT NULL,
	goods VARCHAR NOT NULL,
	total VARCHAR NOT NULL,
	payment VARCHAR NOT NULL,
	fulfilment VARCHAR NOT NULL,
	tracking INTEGER NOT NULL,
	noted INTEGER NOT NULL,
	clock VARCHAR NOT NULL,
	ended VARCHAR NOT NULL,
	end_clock VARCHAR NOT NULL,
	end_at INTEGER NOT NULL,
	internal VARCHAR NOT NULL,
	public VARCHAR NOT NULL,
	told VARCHAR NOT NULL,
	also VARCHAR NOT NULL,
	gave_back INTEGER NOT NULL,
	said VARCHAR NOT NULL,
	PRIMARY KEY (uid)
)
 WITHOUT ROWID;

CREATE INDEX ix_store_upload_asked ON store_upload (store) WHERE ended IN ('parked', 'count', 'product_gone', 'gone') OR also <> '' OR told <> total;

CREATE INDEX ix_store_upload_open ON store_upload (store) WHERE ended IN ('', 'doubt');

CREATE INDEX ix_store_upload_subject ON store_upload (store, what, subject);

CREATE TABLE store_question (
	store VARCHAR NOT NULL,
	about VARCHAR NOT NULL,
	subject VARCHAR NOT NULL,
	name VARCHAR NOT NULL,
	here VARCHAR NOT NULL,
	there VARCHAR NOT NULL,
	candidates VARCHAR NOT NULL,
	is_over INTEGER NOT NULL,
	clock VARCHAR NOT NULL,
	PRIMARY KEY (store, about, subject)
)
 WITHOUT ROWID;

CREATE TABLE store_stock (
	store VARCHAR NOT NULL,
	variant BLOB NOT NULL,
	base INTEGER NOT NULL,
	clock VARCHAR NOT NULL,
	PRIMARY KEY (store, variant)
)
 WITHOUT ROWID;

CREATE TABLE setting (
	"key" VARCHAR NOT NULL,
	value VARCHAR NOT NULL,
	clock VARCHAR NOT NULL,
	PRIMARY KEY ("key")
)
 WITHOUT ROWID;

CREATE TABLE person (
	id INTEGER NOT NULL,
	uid BLOB NOT NULL,
	name VARCHAR NOT NULL,
	archived INTEGER NOT NULL,
	clocks VARCHAR NOT NULL,
	PRIMARY KEY (id),
	UNIQUE (uid)
);

CREATE TABLE till (
	id INTEGER NOT NULL,
	origin BLOB NOT NULL,
	letter VARCHAR NOT NULL,
	role VARCHAR NOT NULL,
	shop VARCHAR NOT NULL,
	demo INTEGER NOT NULL,
	opened_at VARCHAR NOT NULL,
	continues_life BLOB NOT NULL,
	continues_seq INTEGER NOT NULL,
	continues_chain BLOB NOT NULL,
	PRIMARY KEY (id),
	UNIQUE (origin)
);

CREATE TABLE voucher (
	origin BLOB NOT NULL,
	seq INTEGER NOT NULL,
	"key" BLOB NOT NULL,
	"by" VARCHAR NOT NULL,
	PRIMARY KEY (origin, seq, "key")
)
 WITHOUT ROWID;

CREATE TABLE fence (
	origin BLOB NOT NULL,
	seq INTEGER NOT NULL,
	chain BLOB NOT NULL,
	PRIMARY KEY (origin)
)
 WITHOUT ROWID;

CREATE TABLE series (
	letter VARCHAR NOT NULL,
	kind VARCHAR NOT NULL,
	year INTEGER NOT NULL,
	last INTEGER NOT NULL,
	PRIMARY KEY (letter, kind, year)
)
 WITHOUT ROWID;

CREATE TABLE catalogue_import (
	id INTEGER NOT NULL,
	uid BLOB NOT NULL,
	name VARCHAR NOT NULL,
	format VARCHAR NOT NULL,
	at VARCHAR NOT NULL,
	created INTEGER NOT NULL,
	updated INTEGER NOT NULL,
	imported INTEGER NOT NULL,
	undone INTEGER NOT NULL,
	PRIMARY KEY (id),
	UNIQUE (uid)
);

CREATE TABLE entry (
	arrival INTEGER NOT NULL,
	origin BLOB NOT NULL,
	seq INTEGER NOT NULL,
	event_id BLOB NOT NULL,
	kind VARCHAR NOT NULL,
	hlc INTEGER NOT NULL,
	header BLOB NOT NULL,
	chain BLOB NOT NULL,
	sig BLOB NOT NULL,
	PRIMARY KEY (arrival),
	UNIQUE (chain)
);

CREATE INDEX ix_entry_place ON entry (origin, seq);

CREATE INDEX ix_entry_event ON entry (event_id);

CREATE TABLE entry_part (
	arrival INTEGER NOT NULL,
	body BLOB NOT NULL,
	body_salt BLOB NOT NULL,
	body_hash BLOB NOT NULL,
	personal BLOB,
	personal_salt BLOB,
	personal_hash BLOB,
	PRIMARY KEY (arrival)
);

CREATE TABLE parked (
	arrival INTEGER NOT NULL,
	why VARCHAR NOT NULL,
	waits_for VARCHAR NOT NULL,
	since VARCHAR NOT NULL,
	PRIMARY KEY (arrival)
);

CREATE INDEX ix_parked_waits ON parked (waits_for) WHERE waits_for <> '';

CREATE TABLE variant (
	id INTEGER NOT NULL,
	uid BLOB NOT NULL,
	product_id INTEGER,
	position INTEGER NOT NULL,
	options VARCHAR NOT NULL,
	sku VARCHAR NOT NULL,
	price INTEGER,
	cost INTEGER,
	unit VARCHAR NOT NULL,
	tracked INTEGER NOT NULL,
	oversell VARCHAR NOT NULL, 
	till VARCHAR NOT NULL,
	shares VARCHAR NOT NULL,
	weight INTEGER NOT NULL,
	price_before INTEGER NOT NULL,
	picture VARCHAR NOT NULL,
	archived INTEGER NOT NULL,
	into_id INTEGER,
	clocks VARCHAR NOT NULL,
	PRIMARY KEY (id),
	UNIQUE (uid),
	FOREIGN KEY(product_id) REFERENCES product (id)
);

CREATE INDEX ix_variant_sku ON variant (sku COLLATE NOCASE);

CREATE INDEX ix_variant_shares ON variant (shares) WHERE shares <> '';

CREATE INDEX ix_variant_product ON variant (product_id, position);

CREATE TABLE customer_fact (
	customer_id INTEGER NOT NULL,
	arrival INTEGER NOT NULL,
	PRIMARY KEY (customer_id, arrival),
	FOREIGN KEY(customer_id) REFERENCES customer (id)
)
 WITHOUT ROWID;

CREATE TABLE customer_address (
	customer_id INTEGER NOT NULL,
	element VARCHAR NOT NULL,
	position INTEGER NOT NULL,
	label VARCHAR NOT NULL,
	name VARCHAR NOT NULL,
	company VARCHAR NOT NULL,
	street VARCHAR NOT NULL,
	postcode VARCHAR NOT NULL,
	city VARCHAR NOT NULL,
	region VARCHAR NOT NULL,
	country VARCHAR NOT NULL,
	district VARCHAR NOT NULL,
	PRIMARY KEY (customer_id, element),
	FOREIGN KEY(customer_id) REFERENCES customer (id)
)
 WITHOUT ROWID;

CREATE TABLE order_line (
	order_id INTEGER NOT NULL,
	n INTEGER NOT NULL,
	variant_id INTEGER,
	sku VARCHAR NOT NULL,
	name VARCHAR NOT NULL,
	quantity INTEGER NOT NULL,
	unit_price INTEGER NOT NULL,
	discount INTEGER NOT NULL,
	amount INTEGER NOT NULL,
	order_discount INTEGER NOT NULL,
	PRIMARY KEY (order_id, n),
	FOREIGN KEY(order_id) REFERENCES orders (id)
)
 WITHOUT ROWID;

CREATE TABLE order_charge (
	order_id INTEGER NOT NULL,
	n INTEGER NOT NULL,
	kind VARCHAR NOT NULL,
	name VARCHAR NOT NULL,
	amount INTEGER NOT NULL,
	PRIMARY KEY (order_id, n),
	FOREIGN KEY(order_id) REFERENCES orders (id)
)
 WITHOUT ROWID;

CREATE TABLE order_tax (
	order_id INTEGER NOT NULL,
	n INTEGER NOT NULL,
	rate VARCHAR NOT NULL,
	net INTEGER NOT NULL,
	tax INTEGER NOT NULL,
	PRIMARY KEY (order_id, n),
	FOREIGN KEY(order_id) REFERENCES orders (id)
)
 WITHOUT ROWID;

CREATE TABLE payment (
	id INTEGER NOT NULL,
	order_id INTEGER NOT NULL,
	tid VARCHAR NOT NULL,
	method VARCHAR NOT NULL,
	name VARCHAR NOT NULL,
	amount INTEGER NOT NULL,
	rounding INTEGER NOT NULL,
	moved VARCHAR NOT NULL,
	reference VARCHAR NOT NULL,
	at VARCHAR NOT NULL,
	arrival INTEGER NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(order_id) REFERENCES orders (id)
);

CREATE INDEX ix_payment_order ON payment (order_id);

CREATE TABLE order_exception (
	order_id INTEGER NOT NULL, 
	which VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	since VARCHAR NOT NULL, 
	PRIMARY KEY (order_id, which), 
	FOREIGN KEY(order_id) REFERENCES orders (id)
)
 WITHOUT ROWID;

CREATE INDEX ix_order_exception ON order_exception (which);

CREATE TABLE order_fact (
	order_id INTEGER NOT NULL,
	arrival INTEGER NOT NULL,
	PRIMARY KEY (order_id, arrival),
	FOREIGN KEY(order_id) REFERENCES orders (id)
)
 WITHOUT ROWID;

CREATE TABLE document (
	id INTEGER NOT NULL,
	order_id INTEGER NOT NULL,
	kind VARCHAR NOT NULL,
	number VARCHAR NOT NULL,
	arrival INTEGER NOT NULL,
	printed INTEGER NOT NULL,
	made INTEGER NOT NULL,
	day VARCHAR NOT NULL,
	letter VARCHAR NOT NULL,
	total INTEGER NOT NULL,
	invoice VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(order_id) REFERENCES orders (id)
);

CREATE INDEX ix_document_kind ON document (kind, made, number);

CREATE INDEX ix_document_made ON document (made, number);

CREATE INDEX ix_document_order ON document (order_id);

CREATE INDEX ix_document_number ON document (kind, number);

CREATE TABLE quote_fact (
	quote_id INTEGER NOT NULL,
	arrival INTEGER NOT NULL,
	PRIMARY KEY (quote_id, arrival),
	FOREIGN KEY(quote_id) REFERENCES quote (id)
)
 WITHOUT ROWID;

CREATE TABLE import_entry (
	import_id INTEGER NOT NULL,
	arrival INTEGER NOT NULL,
	PRIMARY KEY (import_id, arrival),
	FOREIGN KEY(import_id) REFERENCES catalogue_import (id)
)
 WITHOUT ROWID;

CREATE TABLE barcode (
	code VARCHAR NOT NULL,
	variant_id INTEGER NOT NULL,
	position INTEGER NOT NULL,
	PRIMARY KEY (code, variant_id),
	FOREIGN KEY(variant_id) REFERENCES variant (id)
)
 WITHOUT ROWID;

CREATE INDEX ix_barcode_variant ON barcode (variant_id, position);

CREATE TABLE stock (
	variant_id INTEGER NOT NULL,
	location VARCHAR NOT NULL,
	on_hand INTEGER NOT NULL,
	PRIMARY KEY (variant_id, location),
	FOREIGN KEY(variant_id) REFERENCES variant (id)
)
 WITHOUT ROWID;

CREATE TABLE stock_move (
	id INTEGER NOT NULL,
	variant_id INTEGER NOT NULL,
	location VARCHAR NOT NULL,
	quantity INTEGER NOT NULL,
	reason VARCHAR NOT NULL,
	order_id INTEGER,
	note VARCHAR NOT NULL,
	at VARCHAR NOT NULL,
	hlc INTEGER NOT NULL,
	arrival INTEGER NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(variant_id) REFERENCES variant (id)
);

CREATE INDEX ix_stock_move_variant ON stock_move (variant_id, hlc);

CREATE INDEX ix_stock_below ON stock (on_hand) WHERE on_hand < 0;

CREATE INDEX ix_stock_move_count ON stock_move (arrival) WHERE reason = 'count';

CREATE INDEX ix_stock_move_web ON stock_move (variant_id, quantity) WHERE reason = 'web shop';

CREATE VIEW variant_sold AS SELECT variant_id, SUM(quantity) AS quantity FROM order_line
       WHERE variant_id IS NOT NULL GROUP BY variant_id;

CREATE TABLE search_entry(
        rank INTEGER PRIMARY KEY,
        variant_id INTEGER NOT NULL UNIQUE,
        category TEXT NOT NULL,
        first INTEGER NOT NULL,
        name TEXT NOT NULL);

CREATE INDEX search_entry_category ON search_entry(category, rank) WHERE first = 1;

CREATE VIRTUAL TABLE search_fts USING fts5(
        name, content='search_entry', content_rowid='rank',
        prefix='1 2 3', detail='column', columnsize=0, tokenize='ascii');

CREATE VIRTUAL TABLE search_vocabulary USING fts5vocab(search_fts, 'row');

CREATE TABLE customer_entry(
        rank INTEGER PRIMARY KEY,
        customer_id INTEGER NOT NULL UNIQUE,
        email TEXT NOT NULL,
        phones TEXT NOT NULL,
        words TEXT NOT NULL);

CREATE INDEX customer_entry_email ON customer_entry(email) WHERE email <> '';

CREATE VIRTUAL TABLE customer_fts USING fts5(
        terms, content='', prefix='1 2 3', detail='none', columnsize=0, tokenize='ascii');

CREATE TABLE order_entry(
        rank INTEGER PRIMARY KEY,
        order_id INTEGER NOT NULL UNIQUE,
        words TEXT NOT NULL,
        digits TEXT NOT NULL);

CREATE VIRTUAL TABLE order_fts USING fts5(
        terms, content='', prefix='1 2 3', detail='none', columnsize=0, tokenize='ascii');

CREATE VIRTUAL TABLE order_vocabulary USING fts5vocab(order_fts, 'instance');

CREATE TABLE order_index_state(upto INTEGER NOT NULL);

CREATE TRIGGER entry_never_changes BEFORE UPDATE ON entry
       BEGIN SELECT RAISE(ABORT, 'journal entries never change'); END;

CREATE TRIGGER entry_never_goes BEFORE DELETE ON entry
       BEGIN SELECT RAISE(ABORT, 'journal entries are never deleted'); END;

CREATE TRIGGER entry_part_never_goes BEFORE DELETE ON entry_part
       BEGIN SELECT RAISE(ABORT, 'journal entries are never deleted'); END;

CREATE TRIGGER entry_part_only_blanks BEFORE UPDATE ON entry_part
       WHEN NEW.arrival IS NOT OLD.arrival OR NEW.body IS NOT OLD.body OR NEW.body_salt IS NOT OLD.body_salt
         OR NEW.body_hash IS NOT OLD.body_hash OR NEW.personal_hash IS NOT OLD.personal_hash
         OR NEW.personal IS NOT NULL OR NEW.personal_salt IS NOT NULL
       BEGIN SELECT RAISE(ABORT, 'only a personal part may be blanked'); END;

