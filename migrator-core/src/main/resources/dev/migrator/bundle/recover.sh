#!/bin/sh
# Gets back what this bundle holds, without the program that made it.
#
#     sh recover.sh [-f] FOLDER [SOURCE...]        run inside the bundle; FOLDER elsewhere
#
# Current objects come to FOLDER/SOURCE/k/ under their own names; those whose names are no good for
# files, and older versions, to FOLDER/SOURCE/u/ under numbers. FOLDER/SOURCE/u.tsv says which is
# what. Without SOURCE: all of them. -f goes on where the bundle is damaged. Exit status: 0 all is
# there and right; 1 something is not; 2 used wrongly. Needs sha256sum, zstd, tar, awk and sed.
set -u; export LC_ALL=C
tab=$(printf '\t') nl='
'
die() { printf 'recover.sh: %s\n' "$1" >&2; exit "${2:-1}"; }

force= failed=0
[ "${1-}" != -f ] || { force=1; shift; }
case ${1-} in '' | -*) die 'usage: sh recover.sh [-f] FOLDER [SOURCE...]' 2 ;; esac
[ -f meta/recover.tsv ] || die 'run it inside the bundle, where bagit.txt is' 2
for tool in awk comm find mktemp sed sort tar xargs zstd; do
  command -v "$tool" >/dev/null || die "please install $tool first" 2
done
command -v sha256sum >/dev/null || sha256sum() { shasum -a 256 "$@"; }

{ mkdir -p -- "$1" && out=$(cd -- "$1" && pwd -P); } || die "cannot make the folder $1" 2
case $out/ in "$(pwd -P)"/*) die 'choose a FOLDER outside the bundle' 2 ;; esac
shift
sources=${*:-$(cut -f1 meta/recover.tsv | sort -u)}
for source in $sources; do
  case $source in *[!a-z0-9-]*) die "no name of a source: $source" 2 ;; esac
  cut -f1 meta/recover.tsv | grep -qxe "$source" || die "no source $source in this bundle" 2
  [ ! -e "$out/$source" ] || die "$out/$source is there already; choose another FOLDER" 2
done
work=$(mktemp -d "$out/recover.XXXXXX") || die "cannot write to $out" 2
trap 'rm -rf "$work"' EXIT; trap 'exit 1' HUP INT TERM

# The files of the bundle against its checksums, those of other sources aside.
check() {
  awk -v wanted=" $(echo $sources) " '{ split($2, path, "/") }
    path[1] != "data" || index(wanted, " " path[2] " ")' tagmanifest-sha256.txt \
    manifest-sha256.txt >"$work/manifest"
  sha256sum -c "$work/manifest" >"$work/checked" 2>&1 && return
  grep -v ': OK$' "$work/checked" >&2
  [ "$force" ] || die "the bundle is damaged; 'sh recover.sh -f ...' gets back what is whole"
  failed=1
}

# Puts before each line of an index the name to recover it under; none where it has no own one.
# \001 for / makes sort put what is in a folder right behind the folder's name.
names='
  BEGIN { for (i = 1; i < 256; i++) byte[sprintf("%02X", i)] = sprintf("%c", i) }
  function decode(s,   done, i) {
    while ((i = index(s, "%")) > 0) {
      done = done substr(s, 1, i - 1) byte[substr(s, i + 1, 2)]
      s = substr(s, i + 3)
    }
    return done s
  }
  function plain(key, name,   n, part) {
    if (key ~ /%([01][0-9A-F]|7F|5C)/ || ("/" name "/") ~ /\/\.?\.?\//) return 0
    for (n = split(name, part, "/"); n > 0; n--) if (length(part[n]) > 200) return 0
    return 1
  }
  { name = decode($8)
    if (!plain($8, name)) name = ""
    member = $7 ~ /^[0-9]+$/ || $7 == "u/" $1 || (name != "" && $7 == "k/" name)
    place = "^data/" source ($7 ~ /^[0-9]/ ? "/big/[0-9]+$" : "/vol-[0-9]+[.]tar[.]zst$")
    if ($1 !~ /^[0-9]+$/ || $12 !~ /^([0-7]+|-)$/ || ($5 != "-" && !(member && $6 ~ place)) ||
      ($8 $9) !~ /^([A-Za-z0-9._~\/-]|%[0-9A-F][0-9A-F])*$/) { print >(work "/odd"); next }
    if ($3 != "current" || $9 ~ /%([01][0-9A-F]|7F)/) name = ""
    if ($5 == "-" ? $2 != "folder" && $2 != "link" : $7 ~ /^u/) name = ""
    if (name != "") $13 = decode($9)
    gsub("/", "\001", name)
    print name, $0 }'

# Sorts these lines into lists: objects with their sums, folders, links, modes, and the table of
# what is not found under its own name, as where a file stands in the way of a folder.
lists='
  { name = $1
    if (name == last || (leaf != "" && index(name, leaf "\001") == 1)) name = ""
    if (name != "") { last = name; if ($3 != "folder") leaf = name }
    gsub("\001", "/", name)
    to = name == "" ? $6 == "-" ? "-" : "u/" $2 : "k/" name
    if ($6 != "-") { print $7, $8, to >(work "/objects"); print $6 "  " to >(work "/sums") }
    else if (name != "" && $3 == "folder") print to >(work "/folders")
    else if (name != "") print to, $14 >(work "/links")
    if (name == "") print to, $9, $3, $4, $11, $12, $10 >(work "/table")
    else if ($13 != "-" && $3 != "link")
      print ($3 == "folder" ? 7 : substr("00" $13, length($13), 1)) substr("0" $13, length($13)), \
        to >(work "/modes")
    if (name != "" && $3 == "link" && sub("/[^/]*$", "", to)) print to >(work "/folders") }'

# Unpacks the volume $1 and keeps of it what the list $2 names, as lines of member and name.
unpack() {
  mkdir "$work/v" "$work/v/u"
  zstd -dcq -- "$1" | tar --no-same-permissions -xof - -C "$work/v" || echo "  cannot unpack all of $1" >&2
  if [ "$(find "$work/v" ! -type f ! -type d -o -name "*$nl*" | head -n 1)" ]; then
    echo "  left out, it holds more than files: $1" >&2
  else
    awk -F "$tab" '$1 != $2' "$2" |
      while IFS=$tab read -r member name; do mv -- "$work/v/$member" "$work/v/$name"; done
    cut -f2 "$2" | sort >"$work/wanted"
    (cd "$work/v" && find . -type f | sed 's,^\./,,' | sort | comm -23 - "$work/wanted" |
      tr '\n' '\0' | xargs -0 rm -f --)
    find "$work/v" -depth -type d -exec rmdir {} + 2>/dev/null
    cp -Rpl "$work/v/." "$to" 2>/dev/null || cp -Rp "$work/v/." "$to"
  fi
  rm -rf "$work/v"
}

recover() { # SOURCE
  kind=$(awk -F "$tab" -v source="$1" '$1 == source { print $2; exit }' meta/recover.tsv)
  case $kind in s3 | files) ;; *) echo "$1: a database ($kind), see README-RECOVER.txt"; return ;; esac
  to=$out/$1
  rm -rf "$work"; mkdir "$work" "$to" "$to/k" "$to/u" || exit 1
  for list in odd objects sums folders links table modes; do : >"$work/$list"; done
  awk -F "$tab" -v source="$1" -v odd="$work/odd" '$1 == source {
    if ($3 ~ "^meta/" source "/index-[0-9]+[.]tsv[.]zst$") print $3; else print >odd }' \
    meta/recover.tsv | xargs zstd -dcq -- >"$work/index" || failed=1
  awk -F "$tab" -v OFS="$tab" -v work="$work" -v source="$1" "$names" "$work/index" |
    sort -T "$work" -t "$tab" -k1,1 | awk -F "$tab" -v OFS="$tab" -v work="$work" "$lists"
  sort -T "$work" "$work/objects" | awk -F "$tab" -v OFS="$tab" -v work="$work" '
    $1 != file { if (n) close(list); file = $1; list = work "/list." ++n; print file, list, $3 }
    { print $2, $3 >list }' >"$work/files"
  while IFS=$tab read -r file list name; do
    case $file in
      *.tar.zst) unpack "$file" "$list" ;;
      *) mkdir -p -- "$(dirname -- "$to/$name")"; zstd -dcq -- "$file"/p*.zst >"$to/$name" ;;
    esac
  done <"$work/files"
  cd "$to" || exit 1
  tr '\n' '\0' <"$work/folders" | xargs -0 mkdir -p -- k
  while IFS=$tab read -r name target; do ln -s -- "$target" "$name"; done <"$work/links"
  { printf 'name\tkey\tkind\tstate\tversion\tmodified\tlink\n'; sort "$work/table"; } >u.tsv
  [ ! -s "$work/sums" ] || sha256sum -c "$work/sums" >"$work/checked" 2>&1 ||
    { failed=1; grep -v ': OK$' "$work/checked" >&2; }
  for mode in $(cut -f1 "$work/modes" | sort -u); do
    awk -F "$tab" -v mode="$mode" '$1 == mode { print $2 }' "$work/modes" | tr '\n' '\0' |
      xargs -0 chmod "$mode" --
  done
  cd - >/dev/null || exit 1
  [ ! -s "$work/odd" ] || { failed=1; sed 's/^/  no line of an index: /' "$work/odd" >&2; }
  echo "$1: $(wc -l <"$work/sums") objects in $to, $(grep -c '  u/' "$work/sums") of them in u/"
}

echo "Checking the bundle's files ..." && check
for source in $sources; do recover "$source"; done
[ ! -s meta/gaps.ndjson ] || echo "Not captured, so not here: see meta/gaps.ndjson"
[ $failed = 0 ] || die 'not everything was got back as it should be: see above'
echo "Everything was compared with its SHA-256 and is right."
