-- Moves a message that is given up to the dead letters of its group, once however often it is sent,
-- and acknowledges its entry when nothing else of it is open: both or neither.
-- KEYS[1] stream it was read from, KEYS[2] dead letters, KEYS[3] what was moved of entries still owed
-- ARGV[1] group, ARGV[2] entry, ARGV[3] index of the message in it, ARGV[4] number of its messages,
-- ARGV[5] '1' when it is the last one open, ARGV[6] '1' when the entry is deleted once done,
-- ARGV[7] consumer: an entry that another one has taken over is that one's to give up,
-- ARGV[8...] names and values of the letter
if #redis.call('XPENDING', KEYS[1], ARGV[1], ARGV[2], ARGV[2], 1, ARGV[7]) == 0 then
  return 'SETTLED'
end
local mark = ARGV[2] .. '/' .. ARGV[3]
if redis.call('HEXISTS', KEYS[3], mark) == 0 then
  redis.call('XADD', KEYS[2], '*', unpack(ARGV, 8))
  if ARGV[5] ~= '1' then
    redis.call('HSET', KEYS[3], mark, '')
  end
end
if ARGV[5] == '1' then
  redis.call('XACK', KEYS[1], ARGV[1], ARGV[2])
  if ARGV[6] == '1' then
    redis.call('XDEL', KEYS[1], ARGV[2])
  end
  if redis.call('EXISTS', KEYS[3]) == 1 then
    for i = 0, tonumber(ARGV[4]) - 1 do
      redis.call('HDEL', KEYS[3], ARGV[2] .. '/' .. i)
    end
  end
end
return 'MOVED'
