-- Messages of one bus stream as entries of legacy streams, and how far that stream has been carried:
-- all or nothing, once however often it is sent, and by one bridge only.
-- KEYS[1] positions, KEYS[2...] legacy streams
-- ARGV[1] the bus stream, ARGV[2] how far it was carried before ('' for not at all) and ARGV[3] how far it
-- is with these, ARGV[4...] of each entry: place of its stream among the keys after the first, number of
-- names and values, names and values
local at = redis.call('HGET', KEYS[1], ARGV[1]) or ''
if at == ARGV[3] then
  return 'DUP'
end
if at ~= ARGV[2] then
  return 'MOVED'
end
local i = 4
while i <= #ARGV do
  local last = i + 1 + tonumber(ARGV[i + 1])
  redis.call('XADD', KEYS[1 + tonumber(ARGV[i])], '*', unpack(ARGV, i + 2, last))
  i = last + 1
end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
return 'OK'
