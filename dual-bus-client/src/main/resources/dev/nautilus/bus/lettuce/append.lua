-- A frame of a pulled family, appended once however often it is sent.
-- KEYS[1] stream, KEYS[2] last number by publisher
-- ARGV[1] frame, ARGV[2] publisher, ARGV[3] last number of the frame before it and ARGV[4] of this one,
-- ARGV[5] '1' where a jump is announced: the sender gave messages up, or the server lost its memory
local last = tonumber(redis.call('HGET', KEYS[2], ARGV[2]) or '0')
if last >= tonumber(ARGV[4]) then
  return 'DUP'
end
if last ~= tonumber(ARGV[3]) and ARGV[5] ~= '1' then
  return 'GAP'
end
local id = redis.call('XADD', KEYS[1], '*', 'f', ARGV[1])
redis.call('HSET', KEYS[2], ARGV[2], ARGV[4])
return id
