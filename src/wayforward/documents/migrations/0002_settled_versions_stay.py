from django.db import migrations

STAY = """
create function documents_version_stays() returns trigger language plpgsql as $$
begin
    if old.state <> 'quarantined' then
        raise exception 'version % is %, and stays as it is', old.id, old.state
            using errcode = 'check_violation';
    end if;
    if (new.id, new.document_id, new.number, new.file_name, new.content_type, new.size,
        new.sha256, new.uploaded_at, new.storage_name)
        is distinct from
       (old.id, old.document_id, old.number, old.file_name, old.content_type, old.size,
        old.sha256, old.uploaded_at, old.storage_name) then
        raise exception 'the file of version % stays as it is', old.id
            using errcode = 'check_violation';
    end if;
    return new;
end
$$;
create trigger documents_version_stays before update on documents_version
    for each row execute function documents_version_stays();
"""
NO_LONGER = """
drop trigger documents_version_stays on documents_version;
drop function documents_version_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]

    operations = [migrations.RunSQL(STAY, NO_LONGER)]
