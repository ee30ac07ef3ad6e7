-- Entries of one legacy stream as frames of one bus stream, and how far that legacy stream has been
-- carried here: all or nothing, once however often it is sent, and by one bridge only.
-- KEYS[1] stream, KEYS[2] positions beside it
-- ARGV[1] the legacy stream, ARGV[2] how far it was carried before ('' for not at all) and ARGV[3] how far
-- it is with these, ARGV[4] channel or '' where nothing is pushed, ARGV[5] oldest id to keep or '' for
-- all, ARGV[6] PUBLISH, or SPUBLISH on a cluster, ARGV[7...] frames
-- Answers the id of the last frame.
local at = redis.call('HGET', KEYS[2], ARGV[1]) or ''
if at == ARGV[3] then
  return 'DUP'
end
if at ~= ARGV[2] then
  return 'MOVED'
end
local id = ''
for i = 7, #ARGV do
  if ARGV[5] == '' then
    id = redis.call('XADD', KEYS[1], '*', 'f', ARGV[i])
  else
    id = redis.call('XADD', KEYS[1], 'MINID', '~', ARGV[5], '*', 'f', ARGV[i])
  end
  if ARGV[4] ~= '' then
    redis.call(ARGV[6], ARGV[4], ARGV[i])
  end
end
redis.call('HSET', KEYS[2], ARGV[1], ARGV[3])
return id
