-- A frame of a pulled family, appended once however often it is sent.
-- KEYS[1] stream, KEYS[2] last sequence by incarnation
-- ARGV[1] frame, ARGV[2] incarnation, ARGV[3] first and ARGV[4] last sequence of the frame,
-- ARGV[5] '1' where a jump is announced: the sender gave messages up, or the server lost its memory
local known = redis.call('HGET', KEYS[2], ARGV[2])
local last = tonumber(known or '0')
if last >= tonumber(ARGV[4]) then
  return 'DUP'
end
if last + 1 ~= tonumber(ARGV[3]) and ARGV[5] ~= '1' then
  return 'GAP'
end
local id = redis.call('XADD', KEYS[1], '*', 'f', ARGV[1])
redis.call('HSET', KEYS[2], ARGV[2], ARGV[4])
return id
